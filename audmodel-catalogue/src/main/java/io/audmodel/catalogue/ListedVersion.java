package io.audmodel.catalogue;

import io.audmodel.model.ModelKey;

/**
 * A version as a listing shows it.
 *
 * @param place which of the repositories has it, from 0
 * @param header the state of the header
 * @param metadata the state of the metadata; unsettled if there are none
 * @param metadataBytes the length of the metadata document
 * @param signatures the states of all signatures; unsettled if one of them is
 * @param isSigned whether there are signatures
 */
record ListedVersion(
        ModelKey key,
        int place,
        String header,
        String metadata,
        long metadataBytes,
        String signatures,
        boolean isSigned) {

    ListedVersion withSignatures(String state) {
        return new ListedVersion(key, place, header, metadata, metadataBytes, state, isSigned);
    }
}
