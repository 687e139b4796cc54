package io.audmodel.it;

import java.nio.file.Path;

class MeetingWritersFsTest implements MeetingWritersSuite {

    @Override
    public Storage storage(Path folder) {
        return new FsStorage(folder);
    }
}
