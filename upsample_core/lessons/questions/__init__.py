"""Questions made from a seed, and marked.

`question` says what a question is and marks replies; beside it stands one module for each lesson,
whose `KINDS` make the questions. The words are not here.
"""
