"""Asks DuckDB the questions on standard input (JSON, a list of SQL) in the folder above the tables; the answers are JSON, too."""

import json
import sys

import duckdb

connection = duckdb.connect()
answers = []
for question in json.load(sys.stdin):
    cursor = connection.execute(question)
    head = [column[0] for column in cursor.description]
    rows = [["" if value is None else str(value) for value in row] for row in cursor.fetchall()]
    answers.append([head, *rows])
json.dump(answers, sys.stdout, ensure_ascii=False)
