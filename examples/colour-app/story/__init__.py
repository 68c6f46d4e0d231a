# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""The story of the colour application: an ordinary API client, two Envoys and a server that may die."""
