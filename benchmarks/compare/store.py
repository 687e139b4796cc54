"""What boto3 does with an S3 server, in a process that does nothing else.

Credentials come from MINIO_ACCESS_KEY and MINIO_SECRET_KEY, as for this library.
"""

import os
import sys

import boto3
from boto3.s3.transfer import TransferConfig
from botocore.config import Config


def bucket(endpoint):
    store = boto3.resource(
        "s3",
        endpoint_url=endpoint,
        region_name="us-east-1",
        aws_access_key_id=os.environ["MINIO_ACCESS_KEY"],
        aws_secret_access_key=os.environ["MINIO_SECRET_KEY"],
        config=Config(max_pool_connections=32),
    )
    return store.Bucket("models")


def empty(endpoint):
    for each in bucket(endpoint).objects.all():
        each.delete()


def upload(endpoint, file, threads=None):
    bucket(endpoint).upload_file(file, "copy/copy.zip", Config=config(threads))


def download(endpoint, key, file, threads=None):
    bucket(endpoint).download_file(key, file, Config=config(threads))


def config(threads):
    """What boto3 has by itself, or as many threads."""
    return TransferConfig(max_concurrency=int(threads)) if threads else None


{"empty": empty, "upload": upload, "download": download}[sys.argv[1]](*sys.argv[2:])
