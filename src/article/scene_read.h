/* SPDX-License-Identifier: MIT */
/* scene_read.h - how a scene is made; for the files of scene alone. They read
 * in this order, each what those before left in it. */
#ifndef ARTICLE_SCENE_READ_H
#define ARTICLE_SCENE_READ_H

#include "article/scene.h"

/* What class and id say of a node (enum chrome_trait): each name once. */
unsigned scene_traits(struct scene *scene, const struct node *node);

/* The URLs by which the page names itself and its neighbours. */
void scene_read_head(struct scene *scene, struct str canonical_url);

void scene_find_links(struct scene *scene);
void scene_find_labels(struct scene *scene);

#endif
