"""Compares YAML files with the schemas of Kubernetes, and with what KServe reads; prints a line for each document.

The schemas of Kubernetes come with the package kubernetes-validate. Those of KServe's kinds were written for this from the
fields of its types (pkg/apis/serving in KServe 0.19).
"""

import sys

import jsonschema
import kubernetes_validate
import yaml

VERSIONS = ["1.28", "1.37"]

TEXT = {"type": "string"}


def closed(required, **properties):
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def kind(api, name, spec):
    return closed(
        ["apiVersion", "kind", "metadata", "spec"],
        apiVersion={"const": api},
        kind={"const": name},
        metadata=closed(["name"], name=TEXT, namespace=TEXT, annotations={"type": "object"}),
        spec=spec,
    )


KSERVE = {
    "ClusterStorageContainer": kind(
        "serving.kserve.io/v1alpha1",
        "ClusterStorageContainer",
        closed(
            ["container", "supportedUriFormats"],
            container={"type": "object", "properties": {"name": {"const": "storage-initializer"}, "args": False}},
            supportedUriFormats={
                "type": "array",
                "minItems": 1,
                "items": {
                    "type": "object",
                    "oneOf": [closed(["prefix"], prefix=TEXT), closed(["regex"], regex=TEXT)],
                },
            },
            supportsMultiModelDownload={"type": "boolean"},
            workloadType={"enum": ["initContainer", "localModelDownloadJob"]},
        ),
    ),
    "InferenceService": kind(
        "serving.kserve.io/v1beta1",
        "InferenceService",
        closed(
            ["predictor"],
            predictor=closed(
                ["model"],
                serviceAccountName=TEXT,
                minReplicas={"type": "integer"},
                maxReplicas={"type": "integer"},
                model=closed(
                    ["modelFormat", "storageUri"],
                    modelFormat=closed(["name"], name=TEXT, version=TEXT),
                    storageUri={"type": "string", "pattern": "^audmodel://[^/]+$"},
                    runtime=TEXT,
                    resources={"type": "object"},
                ),
            ),
        ),
    ),
}


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
        jsonschema.validate(document, KSERVE[name])
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
