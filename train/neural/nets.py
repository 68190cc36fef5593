"""The two encoders, and the chain over their labels. The library computes the same networks in integers."""

import torch
import torch.nn as nn
import torch.nn.functional as F

from data import FACTS, LABELS

FORBIDDEN = -1e4


class Layer(nn.Module):
    """A layer of BERT (Devlin et al. 2019): attention, then two dense layers, each added and normalised."""

    def __init__(self, dim, heads, inner, drop):
        super().__init__()
        self.heads, self.drop = heads, drop
        self.qkv = nn.Linear(dim, 3 * dim)
        self.out = nn.Linear(dim, dim)
        self.norm1 = nn.LayerNorm(dim, eps=1e-12)
        self.up = nn.Linear(dim, inner)
        self.down = nn.Linear(inner, dim)
        self.norm2 = nn.LayerNorm(dim, eps=1e-12)

    def forward(self, x, mask):
        b, n, d = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, self.heads, d // self.heads).permute(2, 0, 3, 1, 4)
        drop = self.drop if self.training else 0.0
        y = F.scaled_dot_product_attention(q, k, v, attn_mask=mask, dropout_p=drop)
        y = self.out(y.transpose(1, 2).reshape(b, n, d))
        x = self.norm1(x + F.dropout(y, self.drop, self.training))
        y = self.down(F.gelu(self.up(x)))
        return self.norm2(x + F.dropout(y, self.drop, self.training))


class Transformer(nn.Module):
    """MiniLM with six layers. The facts of the tokens are added after the layers that are not trained."""

    def __init__(self, rows, path=None, frozen=2, dim=384, heads=12, inner=1536, layers=6, drop=0.1):
        super().__init__()
        self.dim, self.frozen, self.drop = dim, frozen, drop
        self.words = nn.Embedding(len(rows) + 4, dim)
        self.places = nn.Embedding(256, dim)
        self.norm = nn.LayerNorm(dim, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dim, heads, inner, drop) for _ in range(layers))
        self.facts = nn.Linear(FACTS, dim, bias=False)
        nn.init.zeros_(self.facts.weight)
        if path:
            self.take(path, rows)
        for part in [self.words, self.places, self.norm, *self.layers[:frozen]]:
            part.requires_grad_(False)

    def take(self, path, rows):
        from safetensors.torch import load_file

        w = {k.removeprefix("bert."): v.float() for k, v in load_file(path).items()}
        word = w["embeddings.word_embeddings.weight"]
        with torch.no_grad():
            self.words.weight.copy_(torch.cat([word[[0, 100, 101, 102]], word[rows]]))
            kinds = w["embeddings.token_type_embeddings.weight"][0]
            self.places.weight.copy_(w["embeddings.position_embeddings.weight"][:256] + kinds)

            def norm(to, name):
                to.weight.copy_(w[name + ".LayerNorm.weight"])
                to.bias.copy_(w[name + ".LayerNorm.bias"])

            def dense(to, name):
                to.weight.copy_(w[name + ".weight"])
                to.bias.copy_(w[name + ".bias"])

            norm(self.norm, "embeddings")
            for i, layer in enumerate(self.layers):
                at = f"encoder.layer.{i}."
                parts = [at + "attention.self." + n for n in ("query", "key", "value")]
                layer.qkv.weight.copy_(torch.cat([w[p + ".weight"] for p in parts]))
                layer.qkv.bias.copy_(torch.cat([w[p + ".bias"] for p in parts]))
                dense(layer.out, at + "attention.output.dense")
                norm(layer.norm1, at + "attention.output")
                dense(layer.up, at + "intermediate.dense")
                dense(layer.down, at + "output.dense")
                norm(layer.norm2, at + "output")

    def forward(self, batch):
        ids, first, of = batch["ids"], batch["first"], batch["of"]
        mask = (ids != 0)[:, None, None, :]
        with torch.no_grad():
            x = self.norm(self.words(ids) + self.places.weight[: ids.shape[1]])
            for layer in self.layers[: self.frozen]:
                x = layer(x, mask)
        # Each piece gets the facts of its token. The marks between paragraphs have no facts.
        facts = self.facts(batch["facts"])
        facts = torch.cat([facts, facts.new_zeros(len(ids), 1, self.dim)], 1)
        x = x + torch.gather(facts, 1, of[..., None].expand(-1, -1, self.dim))
        for layer in self.layers[self.frozen :]:
            x = layer(x, mask)
        x = F.dropout(x, self.drop, self.training)
        return torch.gather(x, 1, first[..., None].expand(-1, -1, self.dim))


class Convolution(nn.Module):
    """Gated residual convolutions (Gehring et al. 2017) with growing dilation over the sum of a token's pieces and facts."""

    def __init__(self, rows, vectors=None, wide=160, dim=128, gaps=(1, 2, 4, 8, 16, 1), drop=0.15):
        super().__init__()
        self.dim, self.drop = dim, drop
        self.words = nn.Embedding(len(rows) + 4, wide, padding_idx=0)
        if vectors is not None:
            with torch.no_grad():
                self.words.weight.copy_(vectors)
        self.mix = nn.Linear(wide + FACTS, dim)
        self.norm = nn.LayerNorm(dim)
        self.gaps = gaps
        self.steps = nn.ModuleList(nn.Conv1d(dim, 2 * dim, 3, padding=g, dilation=g) for g in gaps)
        self.norms = nn.ModuleList(nn.LayerNorm(dim) for _ in gaps)

    def forward(self, batch):
        pieces, mask = batch["pieces"], batch["mask"]
        count = (pieces != 0).sum(-1, keepdim=True).clamp(min=1)
        x = self.words(pieces).sum(2) / count
        x = torch.cat([F.dropout(x, 0.2, self.training), batch["facts"]], -1)
        x = F.dropout(self.norm(F.relu(self.mix(x))), 0.2, self.training)
        for step, norm in zip(self.steps, self.norms):
            y = F.glu(step((norm(x) * mask[..., None]).transpose(1, 2)), 1).transpose(1, 2)
            x = x + F.dropout(y, self.drop, self.training)
        return x


class Tagger(nn.Module):
    """An encoder, a weight for each label, and a linear chain over the labels of a paragraph."""

    def __init__(self, encoder):
        super().__init__()
        self.encoder = encoder
        self.tag = nn.Linear(encoder.dim + FACTS, LABELS)
        nn.init.zeros_(self.tag.weight[:, encoder.dim :])
        self.chain = nn.Parameter(torch.zeros(LABELS, LABELS))
        allowed = torch.zeros(LABELS, LABELS)
        for a in range(LABELS):
            for b in (2, 4, 6):
                if a not in (b - 1, b):
                    allowed[a, b] = FORBIDDEN
        self.register_buffer("allowed", allowed, persistent=False)
        start = torch.zeros(LABELS)
        start[[2, 4, 6]] = FORBIDDEN
        self.register_buffer("start", start, persistent=False)

    def forward(self, batch):
        x = self.encoder(batch).float()
        return self.tag(torch.cat([x, batch["facts"]], -1))

    def steps(self, starts):
        """Transition weights between labels at each token after the first. No transition crosses the end of a paragraph."""
        inside = self.chain + self.allowed
        over = self.start[None, :].expand(LABELS, LABELS)
        return torch.where(starts[:, 1:, None, None], over, inside)

    def loss(self, scores, batch):
        """Negative log-likelihood of the labels, per token."""
        labels, mask, starts = batch["labels"], batch["mask"], batch["starts"]
        steps = self.steps(starts)
        n = scores.shape[1]
        alpha = scores[:, 0] + self.start
        for k in range(1, n):
            new = torch.logsumexp(alpha[:, :, None] + steps[:, k - 1], 1) + scores[:, k]
            alpha = torch.where(mask[:, k, None] > 0, new, alpha)
        total = torch.logsumexp(alpha, 1)
        gold = (torch.gather(scores, 2, labels[..., None])[..., 0] * mask).sum(1)
        pair = steps.flatten(2).gather(2, (labels[:, :-1] * LABELS + labels[:, 1:])[..., None])[..., 0]
        gold = gold + (pair * mask[:, 1:]).sum(1)
        return (total - gold).sum() / mask.sum()

    def decode(self, scores, batch, bonus=0.0):
        scores = scores.clone()
        scores[..., [1, 3, 5]] += bonus
        steps = self.steps(batch["starts"])
        best, back = scores[:, 0] + self.start, []
        for k in range(1, scores.shape[1]):
            top, at = (best[:, :, None] + steps[:, k - 1]).max(1)
            back.append(at)
            best = torch.where(batch["mask"][:, k, None] > 0, top + scores[:, k], best)
        out = []
        for b in range(len(scores)):
            n = int(batch["mask"][b].sum())
            label = int(best[b].argmax())
            path = [label]
            for k in range(n - 2, -1, -1):
                label = int(back[k][b, label])
                path.append(label)
            out.append(path[::-1])
        return out

