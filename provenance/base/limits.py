"""How much of one article is read, so that none holds up the others: counts, which are the same on every machine.

Tokens, signatures and passages are made of the whole text all the same.
"""

LONGEST_READ = 500_000  # characters read for furniture, credits, dates and quotations; at most 64,211 of 23,700
MOST_NAMES = 500  # names of news bodies, half of them at either end of the text; 87 is the most of 23,700 articles
MOST_SPEAKERS = 1_000  # quotations whose speaker is looked for, from the top; 157 is the most of 23,700 articles
