"""What the Artifactory client for Python, dohq-artifactory, makes of a server. Asserts as it goes, and says OK at the end.

Called with the address of a server that has a user "me" with the password "s3cret" and the local repository "models".
"""

import hashlib
import sys
import tempfile

import artifactory
import dohq_artifactory

URL = sys.argv[1]
CONTENT = b"weights" * 1000
MD5 = hashlib.md5(CONTENT).hexdigest()
SHA1 = hashlib.sha1(CONTENT).hexdigest()
SHA256 = hashlib.sha256(CONTENT).hexdigest()


def path(name, auth=("me", "s3cret")):
    return artifactory.ArtifactoryPath(f"{URL}/{name}", auth=auth)


def refused(error, call):
    try:
        call()
    except error as e:
        return str(e)
    raise AssertionError(f"{call} was not refused")


def deploys_and_reads():
    with tempfile.NamedTemporaryFile() as file:
        file.write(CONTENT)
        file.flush()
        path("models/a/b.bin").deploy_file(file.name, calc_sha1=False, calc_sha256=False)
        path("models/a/c d+ü.bin").deploy_file(file.name)
        refused(artifactory.ArtifactoryException, lambda: path("models/bad").deploy(open(file.name, "rb"), md5="0" * 32))
    assert not path("models/bad").exists()
    stat = path("models/a/b.bin").stat()
    assert (stat.md5, stat.sha1, stat.sha256, stat.size) == (MD5, SHA1, SHA256, len(CONTENT))
    assert stat.created_by == "me" and stat.mtime.tzinfo is not None and not stat.is_dir
    for name in ["models/a/b.bin", "models/a/c d+ü.bin"]:
        with path(name).open() as body:
            assert body.read() == CONTENT
    with tempfile.NamedTemporaryFile() as copy:
        path("models/a/b.bin").writeto(copy, progress_func=None)
        copy.flush()
        assert open(copy.name, "rb").read() == CONTENT
    ranged = path("models/a/b.bin").session.get(
        f"{URL}/models/a/b.bin", headers={"Range": "bytes=7-13"}, auth=("me", "s3cret")
    )
    assert (ranged.status_code, ranged.content) == (206, b"weights")


def deploys_by_checksum():
    path("models/same.bin").deploy_by_checksum(sha1=SHA1)
    assert path("models/same.bin").stat().md5 == MD5
    refused(artifactory.ArtifactoryException, lambda: path("models/other").deploy_by_checksum(sha1="0" * 40))


def lists():
    folder = path("models/a")
    assert folder.is_dir() and not folder.is_file()
    assert sorted(p.name for p in folder) == ["b.bin", "c d+ü.bin"]
    assert sorted(p.name for p in path("models/").glob("**/*.bin")) == ["b.bin", "c d+ü.bin", "same.bin"]
    found = path("models/").aql("items.find", {"repo": "models", "name": {"$match": "b.*"}})
    assert [item["name"] for item in found] == ["b.bin"], found


def makes_and_removes_folders():
    folder = path("models/empty")
    folder.mkdir()
    assert folder.is_dir() and list(folder) == []
    refused(FileExistsError, folder.mkdir)
    folder.rmdir()
    assert not folder.exists()
    refused(FileNotFoundError, lambda: path("models/none").unlink())
    refused(FileNotFoundError, lambda: path("models/none").stat())


def copies_and_moves():
    path("models/a/b.bin").copy(path("models/copies/b.bin"))
    path("models/copies/b.bin").move(path("models/moved.bin"))
    assert path("models/moved.bin").stat().md5 == MD5
    assert not path("models/copies/b.bin").exists()
    path("models/moved.bin").unlink()
    assert not path("models/moved.bin").exists()


def annotates():
    file = path("models/a/b.bin")
    assert file.properties == {}
    file.properties = {"stage": ["test", "live"], "owner": "me"}
    assert file.properties == {"stage": ["test", "live"], "owner": ["me"]}
    file.update_properties({"owner": "you", "stage": None})
    assert file.properties == {"owner": ["you"]}
    file.del_properties(["owner"])
    assert file.properties == {}


def manages_repositories():
    top = path("")
    assert top.find_repository("models").name == "models"
    assert top.find_repository("none") is None
    local = dohq_artifactory.RepositoryLocal(top, "made")
    local.create()
    virtual = dohq_artifactory.RepositoryVirtual(top, "all", repositories=["models", "made"])
    virtual.create()
    assert [repository.name for repository in top.find_repository("all").repositories] == ["models", "made"]
    assert path("all/a/b.bin").stat().md5 == MD5
    assert sorted(each.name for each in top.get_repositories(lazy=True)) == ["all", "made", "models"]
    virtual.delete()
    local.delete()
    assert top.find_repository("made") is None


def refuses_strangers():
    message = refused(artifactory.ArtifactoryException, lambda: path("models/a", auth=("me", "guessed")).stat())
    assert "Bad credentials" in message, message
    refused(artifactory.ArtifactoryException, lambda: path("models/a", auth=("anonymous", "")).stat())


deploys_and_reads()
deploys_by_checksum()
lists()
makes_and_removes_folders()
copies_and_moves()
annotates()
manages_repositories()
refuses_strangers()
print("OK")
