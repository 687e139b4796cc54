package io.audmodel.it.server;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes users, roles and keys in a moto, and lets it check who may do what. */
final class MotoAdmin {

    private static final String TRUST =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"sts:*\"}]}";

    private static final String FORM = "application/x-www-form-urlencoded";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String endpoint;

    MotoAdmin(String endpoint) {
        this.endpoint = endpoint;
    }

    /** Checks nothing for so many requests more, and then signatures and permissions of all. */
    void checkAfter(int requests) {
        send("/moto-api/reset-auth", Map.of("Content-Type", "text/plain"), Integer.toString(requests));
    }

    /** Returns the ARN of a new role that anybody may take. */
    String createRole(String name) {
        return found("Arn", iam("CreateRole", Map.of("RoleName", name, "AssumeRolePolicyDocument", TRUST)));
    }

    void permit(String role, String actions) {
        iam("PutRolePolicy", Map.of("RoleName", role, "PolicyName", "it", "PolicyDocument", policy(actions)));
    }

    /** Returns access key and secret key of a new user. */
    String[] createUser(String name, String actions) {
        iam("CreateUser", Map.of("UserName", name));
        iam("PutUserPolicy", Map.of("UserName", name, "PolicyName", "it", "PolicyDocument", policy(actions)));
        String keys = iam("CreateAccessKey", Map.of("UserName", name));
        return new String[] {found("AccessKeyId", keys), found("SecretAccessKey", keys)};
    }

    /** Returns access key, secret key and session token for a role. */
    String[] takeRole(String arn) {
        String keys = form(
                Map.of("Content-Type", FORM),
                Map.of(
                        "Action", "AssumeRoleWithWebIdentity",
                        "Version", "2011-06-15",
                        "RoleArn", arn,
                        "RoleSessionName", "it",
                        "WebIdentityToken", "token"));
        return new String[] {found("AccessKeyId", keys), found("SecretAccessKey", keys), found("SessionToken", keys)};
    }

    /** Returns the ARN of a new key of KMS. */
    String createKey() {
        Map<String, String> headers = Map.of(
                "X-Amz-Target", "TrentService.CreateKey",
                "Content-Type", "application/x-amz-json-1.1",
                "Authorization", authorization("kms"));
        Matcher arn = Pattern.compile("\"Arn\":\\s*\"([^\"]+)\"").matcher(send("/", headers, "{}"));
        assertFound(arn);
        return arn.group(1);
    }

    private static String policy(String actions) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"" + actions
                + "\"],\"Resource\":\"*\"}]}";
    }

    private String iam(String action, Map<String, String> parameters) {
        Map<String, String> form = new TreeMap<>(parameters);
        form.put("Action", action);
        form.put("Version", "2010-05-08");
        return form(Map.of("Content-Type", FORM, "Authorization", authorization("iam")), form);
    }

    private String form(Map<String, String> headers, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send("/", headers, body);
    }

    /** Tells moto which service is meant; it looks at no more of it until it checks. */
    private static String authorization(String service) {
        return "AWS4-HMAC-SHA256 Credential=moto/20260101/us-east-1/" + service
                + "/aws4_request, SignedHeaders=host, Signature=none";
    }

    private String send(String path, Map<String, String> headers, String body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(endpoint + path)).POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        try {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new AssertionError("moto answers " + answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new AssertionError("moto cannot be asked", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static String found(String element, String document) {
        Matcher matcher =
                Pattern.compile("<" + element + ">([^<]+)</" + element + ">").matcher(document);
        assertFound(matcher);
        return matcher.group(1);
    }

    private static void assertFound(Matcher matcher) {
        if (!matcher.find()) {
            throw new AssertionError("moto's answer has no " + matcher.pattern());
        }
    }
}
