-- What wrk sends and checks: each answer has to be the one of the model. The last line is read by WrkLoadIT.
local features = {}
for i = 0, 63 do
  features[i + 1] = tostring(i / 64)
end
wrk.method = "POST"
wrk.body = "[" .. table.concat(features, ",") .. "]"
wrk.headers["Content-Type"] = "application/json"

local threads = {}
wrong = 0

function setup(thread)
  table.insert(threads, thread)
end

function delay()
  return 20
end

function response(status, headers, body)
  if status ~= 200 or not string.find(body, '"neutral":0.564', 1, true) then
    wrong = wrong + 1
  end
end

function done(summary, latency, requests)
  local answers = 0
  for _, thread in ipairs(threads) do
    answers = answers + thread:get("wrong")
  end
  local errors = summary.errors
  io.write(string.format("requests %d, wrong answers %d, errors %d, p50 %.1f ms, p99 %.1f ms\n",
    summary.requests, answers, errors.connect + errors.read + errors.write + errors.status + errors.timeout,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000))
end
