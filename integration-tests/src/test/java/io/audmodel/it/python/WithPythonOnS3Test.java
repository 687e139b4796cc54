package io.audmodel.it.python;

/** audmodel 1.4.1, whose S3 client signs its requests: the server looks at that. */
class WithPythonOnS3Test extends WithPythonOnS3 {}
