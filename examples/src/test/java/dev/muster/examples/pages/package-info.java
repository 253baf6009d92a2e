// SPDX-License-Identifier: Apache-2.0
/** Holds the documents to the programs: links, code, commands, segments, tables of options. */
@NullMarked
package dev.muster.examples.pages;

import org.jspecify.annotations.NullMarked;
