package io.audmodel.artifactory.standin;

import java.io.IOException;

/** Answers the requests to one part of the REST API. */
interface ApiEndpoint {

    /**
     * @param rest what follows the endpoint's own address, without a slash at its beginning
     * @throws Refusal if the answer is an error
     * @throws IOException if there is no answer, or no more of it
     */
    void handle(Exchange exchange, Account account, String rest) throws IOException;
}
