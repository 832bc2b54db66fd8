"""The plan language: what a promise may say, how it is read, checked and put into words.

``document`` is the language itself as models; the JSON Schema is generated from it.
``read`` turns files into plans or into problems, all at once. Nothing here touches data.
"""
