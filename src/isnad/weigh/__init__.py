"""Claims -> incidents: which claims tell of one happening, on how many independent origins, and where they differ.

Pure: what is weighed arrives as `Account`s, and the same accounts give the same incidents in any order. No figure over
the whole corpus enters, so that what is known as of a moment depends on nothing that came later.
"""
