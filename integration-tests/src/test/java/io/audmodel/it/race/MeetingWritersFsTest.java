package io.audmodel.it.race;

import io.audmodel.it.kit.FsStorage;
import io.audmodel.it.kit.Storage;
import java.nio.file.Path;

class MeetingWritersFsTest implements MeetingWritersSuite {

    @Override
    public Storage storage(Path folder) {
        return new FsStorage(folder);
    }
}
