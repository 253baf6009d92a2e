// SPDX-License-Identifier: Apache-2.0
/** Records of CSV and newline-delimited JSON files. */
@NullMarked
package dev.muster.load.text;

import org.jspecify.annotations.NullMarked;
