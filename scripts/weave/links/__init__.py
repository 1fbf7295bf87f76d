"""What leads from one article to others, and why.

bodies, officials   who is named, however a report calls them
features            what an article may share with another, each with its strength
neighbours          the nearest of many, without comparing all with all
related             the articles to show, with their reasons
copies              reprints and near-duplicates, which are no relatives
mentions            names in a text that lead to their pages
"""
