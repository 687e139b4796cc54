package io.audmodel.it.python;

class WithNewestPythonOnS3Test extends WithPythonOnS3 {

    @Override
    public PythonRelease release() {
        return PythonRelease.NEWEST;
    }
}
