// SPDX-License-Identifier: Apache-2.0
/** Profiles and events out of files, into an engine. */
@NullMarked
package dev.muster.load;

import org.jspecify.annotations.NullMarked;
