package io.audmodel.backend.s3;

import io.audmodel.error.ConfigurationException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * The headers for encryption, storage class and payer. They are added to every request before it is signed, so that no
 * kind of write lacks them.
 *
 * @param ofObjects the headers of requests that begin an object; Amazon refuses them in later requests for parts
 * @param ofAll the headers of every request
 */
record AskedHeaders(Map<String, String> ofObjects, Map<String, String> ofAll) implements ExecutionInterceptor {

    private static final Set<String> ENCRYPTIONS = Set.of("AES256", "aws:kms", "aws:kms:dsse");
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9:/_+=,.@-]{1,2048}");
    private static final Pattern CLASS = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final Set<String> ARCHIVES = Set.of("GLACIER", "DEEP_ARCHIVE");

    /** @throws ConfigurationException if a value is invalid, or two contradict each other */
    static AskedHeaders of(Map<String, String> options, Endpoint endpoint) {
        Map<String, String> ofObjects = new TreeMap<>();
        String sse = options.get(S3BackendProvider.SSE);
        if (sse != null) {
            require(ENCRYPTIONS.contains(sse), sse, "sse", "say AES256, aws:kms or aws:kms:dsse");
            ofObjects.put("x-amz-server-side-encryption", sse);
        }
        String key = options.get(S3BackendProvider.SSE_KMS_KEY_ID);
        if (key != null) {
            require(
                    KEY.matcher(key).matches(),
                    key,
                    "sse_kms_key_id",
                    "name a key by its id or ARN, or an alias by its ARN");
            if (sse == null || !sse.startsWith("aws:kms")) {
                throw new ConfigurationException("sse_kms_key_id names a key of KMS, and sse "
                        + (sse == null ? "is not set" : "is " + sse)
                        + ": say sse=aws:kms or sse=aws:kms:dsse, or leave the key out");
            }
            ofObjects.put("x-amz-server-side-encryption-aws-kms-key-id", key);
        }
        String kept = options.get(S3BackendProvider.STORAGE_CLASS);
        if (kept != null) {
            require(
                    CLASS.matcher(kept).matches(),
                    kept,
                    "storage_class",
                    "name a class of the server's, such as STANDARD_IA");
            if (endpoint.amazon().isPresent() && ARCHIVES.contains(kept)) {
                throw new ConfigurationException("objects of storage_class " + kept
                        + " cannot be read until they are restored: name another, such as GLACIER_IR");
            }
            ofObjects.put("x-amz-storage-class", kept);
        }
        String payer = options.get(S3BackendProvider.REQUEST_PAYER);
        if (payer != null) {
            require(payer.equals("requester"), payer, "request_payer", "say requester, or leave it out");
        }
        return new AskedHeaders(ofObjects, payer == null ? Map.of() : Map.of("x-amz-request-payer", payer));
    }

    @Override
    public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        boolean begins = context.request() instanceof PutObjectRequest
                || context.request() instanceof CreateMultipartUploadRequest;
        return context.httpRequest().copy(request -> {
            ofAll.forEach(request::putHeader);
            if (begins) {
                ofObjects.forEach(request::putHeader);
            }
        });
    }

    private static void require(boolean sound, String text, String option, String wayOut) {
        if (!sound) {
            throw new ConfigurationException("'" + text + "' is no value of " + option + ": " + wayOut);
        }
    }
}
