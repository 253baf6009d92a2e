// SPDX-License-Identifier: Apache-2.0
/**
 * Documents of profiles in mapped files, off the heap. Optional: needs JVM flags, which {@link
 * dev.muster.documents.ChronicleDocuments} lists.
 */
@NullMarked
package dev.muster.documents;

import org.jspecify.annotations.NullMarked;
