// SPDX-License-Identifier: Apache-2.0
/** Audiences and profiles out of an engine, into files. */
@NullMarked
package dev.muster.export;

import org.jspecify.annotations.NullMarked;
