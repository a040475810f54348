"""Which pictures the guide has: who looks, where, and how much of the page."""

from __future__ import annotations

import base64
import struct
import zlib
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture. In the path ``{child}``, ``{meeting}`` and so on stand for what the person sees there."""

    name: str
    area: str
    role: str
    """Empty: nobody is signed in."""
    path: str
    height: int = 900
    width: int = 1280
    specialism: str = ""


PICTURES = (
    Picture("worker-my-work", "hampshire", "practitioner", "/"),
    Picture("worker-child", "hampshire", "practitioner", "/children/{child}/", height=1150),
    Picture("worker-contact", "hampshire", "practitioner", "/children/{child}/contacts/add/", height=1000),
    Picture("worker-plan", "hampshire", "practitioner", "/children/{child}/plan/", height=1000),
    Picture("worker-family", "hampshire", "practitioner", "/children/{child}/family/", height=1000),
    Picture("specialist-queue", "hampshire", "specialist", "/supports/", specialism="camhs"),
    Picture("specialist-my-work", "swindon", "specialist", "/", specialism="speech_language"),
    Picture("send-my-work", "hampshire", "send_officer", "/", height=700),
    Picture("send-rules", "hampshire", "send_officer", "/rules/", height=1000),
    Picture("send-board", "hampshire", "send_officer", "/ehc/", height=1000),
    Picture("send-letter", "hampshire", "send_officer", "/{letter}/", height=1050),
    Picture("send-corrected", "hampshire", "send_officer", "/{corrected}/", height=1120),
    Picture("send-list", "hampshire", "send_officer", "/ehc/lists/{list}/", height=1250),
    Picture("worker-request", "hampshire", "practitioner", "/{request}/", height=1250),
    Picture("school-refer", "hampshire", "school", "/refer/", height=1000),
    Picture("panel-pack", "hampshire", "police", "/meetings/{meeting}/pack/", height=1150),
    Picture("panel-contribute", "hampshire", "police", "/panel-items/{item}/contribute/", height=1000),
    Picture("chair-calendar", "swindon", "panel_administrator", "/panels/"),
    Picture("chair-meeting", "hampshire", "panel_administrator", "/meetings/{meeting}/", height=1000),
    Picture("chair-decision", "hampshire", "panel_chair", "/panel-items/{decided}/", height=1150),
    Picture("manager-team", "hampshire", "team_manager", "/team/"),
    Picture("manager-door", "hampshire", "front_door", "/door/", height=800),
    Picture("head-measures", "hampshire", "head_of_service", "/measures/", height=1400),
    Picture("head-waits", "hampshire", "head_of_service", "/measures/days_need_to_first_support/", height=1100),
    Picture("head-first-time-entrants", "swindon", "head_of_service", "/measures/first-time-entrants/", height=1100),
    Picture("head-priorities", "swindon", "head_of_service", "/priorities/", height=1250),
    Picture("board-measures", "hampshire", "board_member", "/measures/", height=1100),
    Picture("governance-openings", "hampshire", "governance_lead", "/emergency-openings/", height=700),
    Picture("governance-who-looked", "hampshire", "practitioner", "/children/{child}/who-looked/", height=900),
    Picture("governance-sharing", "hampshire", "practitioner", "/children/{shared}/sharing/", height=1000),
    Picture("family-ask", "hampshire", "", "/refer/hampshire/", width=400, height=900),
    Picture("family-form", "hampshire", "", "/refer/hampshire/me/", width=400, height=1100),
    Picture("family-plan", "hampshire", "practitioner", "/children/{child}/plan/for-child/", height=1100),
)

_COLOURS = """async ([picture, most]) => {
  const image = await createImageBitmap(await (await fetch(picture)).blob());
  const canvas = new OffscreenCanvas(image.width, image.height);
  const brush = canvas.getContext("2d");
  brush.drawImage(image, 0, 0);
  const {data} = brush.getImageData(0, 0, image.width, image.height);
  const counts = new Map();
  const coarse = i => ((data[i] >> 3) << 10) | ((data[i + 1] >> 3) << 5) | (data[i + 2] >> 3);
  for (let i = 0; i < data.length; i += 4) {
    const key = coarse(i);
    const one = counts.get(key) ?? [0, data[i], data[i + 1], data[i + 2]];
    one[0] += 1;
    counts.set(key, one);
  }
  const palette = [...counts.values()].sort((a, b) => b[0] - a[0]).slice(0, most).map(one => one.slice(1));
  const nearest = new Map();
  const found = key => {
    const [r, g, b] = counts.get(key).slice(1);
    let best = 0, least = Infinity;
    palette.forEach(([x, y, z], place) => {
      const far = (r - x) ** 2 + (g - y) ** 2 + (b - z) ** 2;
      if (far < least) { least = far; best = place; }
    });
    return best;
  };
  const pixels = new Uint8Array(data.length / 4);
  for (let i = 0; i < data.length; i += 4) {
    const key = coarse(i);
    if (!nearest.has(key)) nearest.set(key, found(key));
    pixels[i / 4] = nearest.get(key);
  }
  let text = "";
  for (let i = 0; i < pixels.length; i += 32768) text += String.fromCharCode(...pixels.subarray(i, i + 32768));
  return {width: image.width, height: image.height, palette: palette.flat(), pixels: btoa(text)};
}"""


def small(page: Any, picture: bytes, colours: int = 128) -> bytes:
    """The picture with few colours, as a PNG of a third of the size. The browser counts them: it is quick at that."""
    address = f"data:image/png;base64,{base64.b64encode(picture).decode()}"
    found = page.evaluate(_COLOURS, [address, colours])
    width, height = found["width"], found["height"]
    pixels = base64.b64decode(found["pixels"])
    rows = b"".join(b"\0" + pixels[row * width : (row + 1) * width] for row in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(kind, data)
        for kind, data in (
            (b"IHDR", header),
            (b"PLTE", bytes(found["palette"])),
            (b"IDAT", zlib.compress(rows, 9)),
            (b"IEND", b""),
        )
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
