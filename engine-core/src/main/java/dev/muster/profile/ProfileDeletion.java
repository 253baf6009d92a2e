// SPDX-License-Identifier: Apache-2.0
package dev.muster.profile;

/**
 * Takes a profile away with its attributes, events and documents. A later write under the same
 * identifier begins an empty profile. Deleting what is not there changes nothing.
 *
 * @param profileId whom
 */
public record ProfileDeletion(ProfileId profileId) implements Operation {}
