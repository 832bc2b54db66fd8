"""Rules between keys: what each key allows only together with another one.

Every rule reads a draft, in which anything may be missing or wrong, and says nothing about
what it cannot read; so all rules speak at once, whatever else is wrong.
"""
