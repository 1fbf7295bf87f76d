"""When a page was printed.

1. printed         labels, stamps, mastheads, signatures, datelines, addresses and file names
2. mentions        every year, month and day that the text names
3. calendar_clues  weekdays, festivals and phrases of a time
4. present_year    which year the page calls 今年
5. reasoned        the date that all this allows, as approximate
6. find            the date of a page, with its evidence
7. periods         what 去年同期 and 1至8月 in the text are, for the figures
"""
