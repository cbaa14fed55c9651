notes-kind-note = 便条
