-- For wrk: one line of JSON at the end, because wrk itself prints no 95th percentile. Times in milliseconds.
function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format('JSON {"requests": %d, "seconds": %.3f, "median": %.3f, "p95": %.3f, "errors": %d}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(95) / 1e3,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
