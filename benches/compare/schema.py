#!/usr/bin/env python3
"""Validates a YAML file against a JSON Schema with the packages `PyYAML` and `jsonschema` from PyPI; prints how many faults."""

import json
import pathlib
import sys

import jsonschema
import yaml

schema = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Dates stay text, as JSON has it.
loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if tag != "tag:yaml.org,2002:timestamp"]
    for first, found in loader.yaml_implicit_resolvers.items()
}
document = yaml.load(pathlib.Path(sys.argv[2]).read_text(encoding="utf-8"), loader)
validator = jsonschema.validators.validator_for(schema)(schema)
print(sum(1 for _ in validator.iter_errors(document)))
