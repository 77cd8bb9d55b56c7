"""What the API answers: each record as a typed dictionary, which is its schema, and the function that makes it.

One definition for the reader of the schema, the type checker and the answer; nothing is validated once more on the way
out, and a test holds the answers to the schema.
"""
