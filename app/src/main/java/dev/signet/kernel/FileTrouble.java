// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.kernel;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Says why a file could not be used: the exceptions themselves often name the file only. */
public final class FileTrouble {
  private FileTrouble() {}

  /** A few words for people, without the file's name where the reason is known. */
  public static String of(IOException failure) {
    return switch (failure) {
      case AccessDeniedException _ -> "permission denied";
      case NoSuchFileException _, FileNotFoundException _ -> "no such file or folder";
      case FileAlreadyExistsException _, NotDirectoryException _ -> "a file is in its place";
      case IOException full when isFullDisk(full) -> "the disk is full";
      case FileSystemException known when known.getReason() != null -> known.getReason();
      default -> String.valueOf(failure.getMessage());
    };
  }

  /** The platform has no class for it; these are the words of Linux for ENOSPC and EDQUOT. */
  private static boolean isFullDisk(IOException failure) {
    String message = String.valueOf(failure.getMessage());
    return message.endsWith("No space left on device") || message.endsWith("Disk quota exceeded");
  }
}
