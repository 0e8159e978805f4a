"""Words, banks, choosing, answers and sheets: what prepkit knows.

Nothing in here reads a disk, a clock, a database or a request, and nothing
draws a page. Whatever it needs it is handed; whatever it makes it gives back.
"""
