"""Signs and verifies folders by model-signing, as lines of JSON ask for it; each is answered by one."""

import contextlib
import datetime
import io
import json
import pathlib
import sys

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
import model_signing

CURVES = {"P_256": ec.SECP256R1(), "P_384": ec.SECP384R1(), "P_521": ec.SECP521R1()}
PEM = serialization.Encoding.PEM
PASSWORD = "secret"


def name(text):
    return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, text)])


def issue(subject, key, issuer, issuer_key, authority):
    now = datetime.datetime.now(datetime.timezone.utc)
    usage = dict.fromkeys(
        ["content_commitment", "key_encipherment", "data_encipherment", "key_agreement", "crl_sign", "encipher_only", "decipher_only"],
        False,
    )
    return (
        x509.CertificateBuilder()
        .subject_name(name(subject))
        .issuer_name(name(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(digital_signature=not authority, key_cert_sign=authority, **usage), critical=True)
        .sign(issuer_key, hashes.SHA256())
    )


def keys(folder):
    """Keys of all curves, in all forms of files, and certificates for them by one authority."""
    folder = pathlib.Path(folder)

    def write(file, content):
        (folder / file).write_bytes(content)

    root = ec.generate_private_key(ec.SECP384R1())
    between = ec.generate_private_key(ec.SECP256R1())
    write("root.pem", issue("root", root, "root", root, True).public_bytes(PEM))
    write("between.pem", issue("between", between, "root", root, True).public_bytes(PEM))
    for curve, parameters in CURVES.items():
        key = ec.generate_private_key(parameters)
        form = serialization.PrivateFormat
        write(f"{curve}.pem", key.private_bytes(PEM, form.PKCS8, serialization.NoEncryption()))
        write(f"{curve}.sec1.pem", key.private_bytes(PEM, form.TraditionalOpenSSL, serialization.NoEncryption()))
        sealed = serialization.BestAvailableEncryption(PASSWORD.encode())
        write(f"{curve}.sealed.pem", key.private_bytes(PEM, form.PKCS8, sealed))
        write(f"{curve}.pub", key.public_key().public_bytes(PEM, serialization.PublicFormat.SubjectPublicKeyInfo))
        write(f"{curve}.crt", issue(f"signer {curve}", key, "between", between, False).public_bytes(PEM))


def sign(keys, folder, signature, curve, certificate, shard, links, ignored, password=None):
    keys = pathlib.Path(keys)
    hashing = model_signing.hashing.Config()
    if shard:
        hashing.use_shard_serialization(shard_size=shard)
    hashing.set_ignored_paths(paths=ignored).set_allow_symlinks(links)
    config = model_signing.signing.Config().set_hashing_config(hashing)
    if certificate:
        config.use_certificate_signer(
            private_key=keys / f"{curve}.pem",
            signing_certificate=keys / f"{curve}.crt",
            certificate_chain=[keys / "between.pem"],
        )
    else:
        config.use_elliptic_key_signer(private_key=keys / f"{curve}.pem", password=password and password.encode())
    config.sign(pathlib.Path(folder), signature)


def verify(keys, folder, signature, curve, certificate, shard, links):
    keys = pathlib.Path(keys)
    config = model_signing.verifying.Config()
    if links:
        # What a signature says of links counts for the package only if it is set here too.
        hashing = model_signing.hashing.Config()
        if shard:
            hashing.use_shard_serialization(shard_size=shard)
        config.set_hashing_config(hashing.set_allow_symlinks(True))
    if certificate:
        config.use_certificate_verifier(certificate_chain=[keys / "root.pem"])
    else:
        config.use_elliptic_key_verifier(public_key=keys / f"{curve}.pub")
    config.verify(pathlib.Path(folder), signature)


ANSWERS = sys.stdout
for line in sys.stdin:
    question = json.loads(line)
    function = globals()[question.pop("call")]
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            function(**question)
        answer = ""
    except Exception as error:
        answer = f"{type(error).__name__}: {error}"
    print(json.dumps(answer), file=ANSWERS, flush=True)
