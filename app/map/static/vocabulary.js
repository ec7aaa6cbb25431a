// What the codes of the data mean, in the page's own neutral voice. Everything between the braces is JSON: app/map/vocabulary.py reads it too.

export const VOCABULARY = {
  "speakers": {
    "state_belligerent": { "sign": "B", "short": "state at war", "long": "a state that takes part in the fighting" },
    "armed_group": { "sign": "A", "short": "armed group", "long": "an armed group" },
    "state_third_party": { "sign": "T", "short": "third state", "long": "a state that is not the striker" },
    "monitor": { "sign": "M", "short": "monitor", "long": "a monitoring group" },
    "news_media": { "sign": "N", "short": "news outlet", "long": "a news outlet" },
    "un_body": { "sign": "U", "short": "UN body", "long": "a body of the United Nations" },
    "official_unnamed": { "sign": "O", "short": "unnamed official", "long": "an official who is not named" },
    "unattributed": { "sign": "?", "short": "source not named", "long": "nobody who is named" }
  },
  "facets": {
    "claimant": { "title": "Who says so", "words": { "unattributed": "source not named" } },
    "kind": {
      "title": "Kind of speaker",
      "words": {
        "state_belligerent": "state at war",
        "armed_group": "armed group",
        "state_third_party": "third state",
        "monitor": "monitor",
        "news_media": "news outlet",
        "un_body": "UN body",
        "official_unnamed": "unnamed official",
        "unattributed": "source not named"
      }
    },
    "attacker": { "title": "Said to have struck", "words": {} },
    "weapon": {
      "title": "With",
      "words": {
        "": "kind not stated",
        "air_strike": "air strikes",
        "bomb": "bombs",
        "barrel_bomb": "barrel bombs",
        "glide_bomb": "glide bombs",
        "cluster_munition": "cluster munitions",
        "cruise_missile": "cruise missiles",
        "ballistic_missile": "ballistic missiles",
        "missile": "missiles",
        "drone_strike": "drones",
        "artillery": "artillery",
        "rocket": "rockets",
        "mortar": "mortars"
      }
    },
    "target": { "title": "Said to be hit", "words": {} },
    "precision": {
      "title": "How well placed",
      "words": {
        "settlement": "town or village",
        "near": "near the place",
        "coded": "a position as coded",
        "district": "area: district",
        "province": "area: province",
        "region": "area: region",
        "country": "area: country",
        "continent": "area: continent",
        "sea": "area: sea",
        "unmapped": "not on the map"
      }
    },
    "standing": { "title": "Standing", "words": { "declared": "the striker's own statement", "corroborated": "two or more independent sources" } },
    "meant": { "title": "Meant as", "words": {} },
    "review": { "title": "Review", "words": { "machine": "machine-read", "": "coded by its source" } },
    "publisher": { "title": "Printed by", "words": {} }
  }
};
