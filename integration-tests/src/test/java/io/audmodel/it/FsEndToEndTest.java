package io.audmodel.it;

import java.nio.file.Path;

class FsEndToEndTest implements EndToEnd {

    @Override
    public Storage storage(Path folder) {
        return new FsStorage(folder);
    }
}
