package io.audmodel.it;

class WithNewestPythonOnS3Test extends WithPythonOnS3 {

    @Override
    public PythonRelease release() {
        return PythonRelease.NEWEST;
    }
}
