"""What the archive says to other programs: records, lists, references, feeds, changes and signposts.

Every value passes through `plain` or a template that escapes; nothing of a stranger's text stands as it came.
"""
