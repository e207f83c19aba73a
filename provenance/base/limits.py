"""How much of one article is read, so that none holds up the others: counts, which are the same on every machine.

Tokens, signatures and passages are made of the whole text all the same.
"""

LONGEST_READ = 500_000  # characters read for furniture, credits, dates and quotations; 64,211 is the most of 26,000
MOST_NAMES = 500  # names of news bodies, half of them at either end of the text; 36 is the most of 26,000 articles
MOST_SPEAKERS = 1_000  # quotations whose speaker is looked for, from the top; 157 is the most of 12,000 articles
