"""Which places a piece is about.

1. parts     stretches of text, by weight: headline, lead, body, tail
2. names     one automaton pass over each
3. mentions  chains (江西省·抚州市·黎川县) read as one
4. roles     what a mention is doing there: acting body, dateline, origin of a person, part of another name
5. weights   what each mention says for its county and city
6. choice    what the piece is about
7. nearby    what the rest of the page says
8. find      all of it, with evidence
"""
