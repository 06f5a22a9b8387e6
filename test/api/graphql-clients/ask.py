"""Asks operations with gql, which fetches the schema and checks them before; prints how many were answered, as JSON."""
import json
import sys

from gql import Client, gql
from gql.transport.aiohttp import AIOHTTPTransport
from graphql import parse, print_ast, separate_operations

with open(sys.argv[1]) as file:
    task = json.load(file)

documents = {name: print_ast(document) for name, document in separate_operations(parse(task["text"])).items()}
client = Client(transport=AIOHTTPTransport(url=task["url"]), fetch_schema_from_transport=True)


def ask(name, variables):
    request = gql(documents[name])
    try:
        request.variable_values = variables
        return client.execute(request)
    except TypeError:
        return client.execute(request, variable_values=variables)


answers = [ask(name, *(rest or [{}])) for name, *rest in task["requests"]]
nodes = {node: ask("clientsNodeQuery", {"id": node})["node"]["__typename"] for node in task["nodes"]}
print(json.dumps({"answers": len(answers), "nodes": nodes}))
