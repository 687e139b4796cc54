package io.audmodel.servers;

import java.util.List;

/** What {@link RandomAnswer} is made of. */
final class RandomWords {

    /** First lines, after the version. What is usual stands here several times. */
    static final List<String> STATUSES = """
            200 OK
            200 OK
            200 OK
            200
            201 Created
            202 Accepted
            203 x
            204 No Content
            205 Reset
            206 Partial Content
            206 Partial Content
            226 IM Used
            300 x
            301 Moved
            302 Found
            303 Other
            304 Not Modified
            305 x
            307 Temporary Redirect
            308 Permanent Redirect
            400 Bad Request
            401 Unauthorized
            402 x
            403 Forbidden
            404 Not Found
            404 Not Found
            404 Not Found
            405 x
            406 x
            407 Proxy Authentication Required
            408 Request Timeout
            409 Conflict
            410 Gone
            411 x
            412 Precondition Failed
            413 x
            414 x
            415 x
            416 Range Not Satisfiable
            417 x
            418 x
            421 x
            422 x
            423 Locked
            425 x
            426 x
            428 x
            429 Too Many Requests
            431 x
            451 x
            499 x
            500 Internal Server Error
            501 Not Implemented
            502 Bad Gateway
            503 Service Unavailable
            504 Gateway Timeout
            505 x
            507 Insufficient Storage
            508 x
            509 x
            511 x
            520 x
            599 x
            600 x
            999 x
            000 x
            -1 x
            2000 x
            OK
            """.lines().toList();

    /** Lines of a head. */
    static final List<String> HEADERS = """
            ETag: "0123456789abcdef0123456789abcdef"
            ETag: "0123456789abcdef0123456789abcdef"
            ETag: W/"x"
            ETag:
            ETag: "\u00e4
            Last-Modified: Thu, 01 Jan 2026 00:00:00 GMT
            Last-Modified: Thu, 01 Jan 2026 00:00:00 GMT
            Last-Modified: yesterday
            Last-Modified: Thu, 01 Jan 99999 00:00:00 GMT
            Last-Modified:
            Content-Type: application/xml
            Content-Type: text/html; charset=nothing
            Content-Type: application/json
            Content-Type: ;;
            Content-Range: bytes 0-0/100
            Content-Range: bytes 0-0/1
            Content-Range: bytes */100
            Content-Range: bytes 0-99999999999999999999/5
            Content-Range: bytes 5-1/x
            Content-Range: lines 1-2
            Content-Range:
            x-amz-meta-checksum: 0123456789abcdef0123456789abcdef
            x-amz-meta-checksum: none
            X-Checksum-Md5: 0123456789abcdef0123456789abcdef
            X-Checksum-Md5: none
            Retry-After: 0
            Retry-After: 86400
            Retry-After: -1
            Retry-After: soon
            Retry-After: 99999999999999999999
            Location: http://127.0.0.1:1/
            Location: ::no address::
            Location: /else where
            Location:
            Date: never
            Date: Thu, 01 Jan 1970 00:00:00 GMT
            Connection: close
            Connection: keep-alive
            Keep-Alive: timeout=-1, max=x
            Transfer-Encoding: identity
            Transfer-Encoding: gzip, deflate
            Set-Cookie: a=b; expires=
            WWW-Authenticate: Basic realm="x"
            WWW-Authenticate: Negotiate
            Proxy-Authenticate: Digest
            x-amz-bucket-region: nowhere
            x-amz-request-id: \u0000
            no colon here
            : no name
            FOLDED
            a b: c
            X-Long: LONG
            Accept-Ranges: none
            Content-Encoding: nothing
            Content-MD5: AAAA
            Server: \u001b[31m
            """.replace("LONG", "x".repeat(70_000))
            .replace("FOLDED", " folded")
            .lines()
            .toList();

    /** Of errors of S3. */
    static final List<String> CODES = """
            NoSuchKey
            NoSuchBucket
            NoSuchUpload
            XAdminUserNotFound
            NoSuchAccessPoint
            AccessDenied
            InvalidAccessKeyId
            SlowDown
            InternalError
            PreconditionFailed
            InvalidRange
            QuotaExceeded
            ExpiredToken
            RequestTimeTooSkewed
            PermanentRedirect
            NotImplemented
            InvalidArgument
            """.lines().toList();

    private RandomWords() {}
}
