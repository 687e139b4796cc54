"""Compares YAML files with the schemas of Kubernetes, and with those of KServe; prints a line for each document.

The schemas of Kubernetes come with the package kubernetes-validate. Those of KServe's kinds are in the models of its own Python
package, which its makers generate from the types of the server: they are read here, and not imported, since that takes much else.
"""

import ast
import pathlib
import re
import sys

import jsonschema
import kubernetes_validate
import yaml

VERSIONS = ["1.28", "1.37"]

MODELS = pathlib.Path(kubernetes_validate.__file__).parent.parent / "kserve" / "models"

# What its types do not say: it finds the container by its name and sets the arguments, and reads what stands in an address.
KSERVE = {
    "ClusterStorageContainer": {
        "properties": {"container": {"properties": {"name": {"const": "storage-initializer"}, "args": False}}}
    },
    "InferenceService": {
        "properties": {
            "predictor": {
                "properties": {"model": {"properties": {"storageUri": {"pattern": "^audmodel://[^/]+$"}}}}
            }
        }
    },
}

SIMPLE = {
    "str": {"type": "string"},
    "int": {"type": "integer"},
    "float": {"type": "number"},
    "bool": {"type": "boolean"},
    "object": {"type": "object"},
}


def file_of(model):
    """V1beta1ModelSpec is in v1beta1_model_spec.py."""
    return MODELS / (re.sub(r"(?<!^)(?=[A-Z])", "_", model).lower() + ".py")


def schema_of(model):
    """The fields of a model of KServe, their types, and which of them are required."""
    source = file_of(model).read_text()
    body = next(node for node in ast.parse(source).body if isinstance(node, ast.ClassDef)).body
    literals = {
        node.targets[0].id: ast.literal_eval(node.value) for node in body if isinstance(node, ast.Assign)
    }
    names = literals["attribute_map"]
    required = re.findall(r"Invalid value for `(\w+)`, must not be `None`", source)
    return {
        "type": "object",
        "properties": {names[field]: type_of(kind) for field, kind in literals["openapi_types"].items()},
        "required": [names[field] for field in required],
        "additionalProperties": False,
    }


def type_of(kind):
    inner = re.fullmatch(r"list\[(.*)\]", kind)
    if inner:
        return {"type": "array", "items": type_of(inner.group(1))}
    inner = re.fullmatch(r"dict\(str, (.*)\)", kind)
    if inner:
        return {"type": "object", "additionalProperties": type_of(inner.group(1))}
    if kind in SIMPLE:
        return SIMPLE[kind]
    # What has no file here is of Kubernetes, and compared below.
    return {"$ref": f"#/$defs/{kind}"} if file_of(kind).exists() else {}


def schema(kind, api):
    version = api.rsplit("/", 1)[1].capitalize()
    root = version + kind
    needed, definitions = {root}, {}
    while needed:
        model = needed.pop()
        definitions[model] = schema_of(model)
        needed |= set(re.findall(r"#/\$defs/(\w+)", str(definitions[model]))) - set(definitions)
    return {"$ref": f"#/$defs/{root}", "$defs": definitions}


def pod_of(container):
    """KServe's container is one of Kubernetes."""
    return {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {"name": "probe"},
        "spec": {"containers": [container]},
    }


def check(document):
    name = document["kind"]
    if name in KSERVE:
        jsonschema.validate(document, schema(name, document["apiVersion"]))
        jsonschema.validate(document["spec"], KSERVE[name])
        container = document["spec"].get("container") or {
            "name": "model",
            "resources": document["spec"]["predictor"]["model"].get("resources", {}),
        }
        document = pod_of(container)
    for version in VERSIONS:
        kubernetes_validate.validate(document, version, strict=True)


for path in sys.argv[1:]:
    with open(path) as file:
        for document in yaml.safe_load_all(file):
            what = f"{document['kind']} {document['metadata']['name']}"
            try:
                check(document)
                print(f"{what}: valid")
            except jsonschema.ValidationError as e:
                print(f"{what}: {e.message}")
