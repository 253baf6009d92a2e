// SPDX-License-Identifier: Apache-2.0
/** What the records of a file look like, and a mapping for them that a person can judge. */
@NullMarked
package dev.muster.load.infer;

import org.jspecify.annotations.NullMarked;
