package io.audmodel.call;

import io.audmodel.event.delivery.RequestReport;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body whose bytes and end are reported. */
final class ReportedStream extends FilterInputStream {

    private final RequestReport report;

    ReportedStream(InputStream in, RequestReport report) {
        super(in);
        this.report = report;
    }

    @Override
    public int read() throws IOException {
        int value = report.step(super::read);
        arrived(value < 0 ? value : 1);
        return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = report.step(() -> super.read(bytes, offset, length));
        arrived(count);
        return count;
    }

    private void arrived(int count) {
        if (count < 0) {
            report.end();
        } else {
            report.moved(count);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            super.close();
        } finally {
            report.end();
        }
    }
}
