"""Questions made from a seed, and marked.

`question` says what a question is and marks replies, `rounds` what one person makes of six of them.
Beside them stands one module for each lesson, whose `KINDS` make the questions. The words are not
here.
"""
