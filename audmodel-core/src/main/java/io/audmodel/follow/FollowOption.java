package io.audmodel.follow;

/** How a follower treats models. */
public enum FollowOption {
    /**
     * Each model is verified before it is served, as {@link io.audmodel.AudModel#repair} does it: against all checksums that
     * are known, and its cached files byte for byte. Costs a second transfer of each model.
     */
    VERIFIED
}
