/* SPDX-License-Identifier: MIT */
/* wacz.h - what makes a ZIP a web archive (WACZ 1.1.1): the list of pages, the
 * index of captures (CDXJ), and the data package that holds every digest.
 *
 * All append to `out` and fail only through out->failed. */
#ifndef PACK_WACZ_H
#define PACK_WACZ_H

#include "base/buf.h"
#include "pack/manifest.h"
#include "pack/plan.h"
#include "pack/sign.h"

#define WACZ_PACKAGE "datapackage.json"
#define WACZ_DIGEST  "datapackage-digest.json"

void wacz_pages(const struct plan *plan, struct buf *out);

/* A line for every response, sorted bytewise. */
void wacz_index(const struct plan *plan, struct buf *out);

void wacz_package(const struct plan *plan, const packed_list *files,
                  struct buf *out);

/* With a signature by `signer`, which may be NULL. False when that fails. */
OP_MUST_CHECK bool wacz_package_digest(const struct plan *plan,
                                       struct sha256 package,
                                       const struct sign_key *signer,
                                       struct buf *out);

/* Does a data package say that this program made it? */
bool wacz_is_ours(struct arena *arena, struct str package);

/* The sort-friendly form of a URL: "org,example)/path?query". */
struct str wacz_surt(struct arena *arena, struct str url);

#endif
