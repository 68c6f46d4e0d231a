// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.agent;

import java.io.IOException;
import java.nio.file.Path;

/** The steps of which a replacement is made; a test ends the world between any two of them. */
interface Disk {
  /** Makes a folder that everybody may enter and only its owner writes to. */
  void makeFolder(Path folder) throws IOException;

  /** Writes a file that is not there, for its owner only at first; it is on the disk then. */
  void write(Path file, FileContent content) throws IOException;

  /** Makes a symbolic link to a name beside it. */
  void link(Path link, Path name) throws IOException;

  /** Puts a file or a link in the place of another, at once and for good. */
  void move(Path from, Path to) throws IOException;

  /** The names in a folder are on the disk then. */
  void sync(Path folder) throws IOException;

  /** Removes a file, a link, or a folder with its files, if there is one. */
  void remove(Path path) throws IOException;
}
