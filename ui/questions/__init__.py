"""The words of the questions, one module for each lesson."""
