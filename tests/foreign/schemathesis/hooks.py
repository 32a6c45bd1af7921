"""Lines of a stream are text: what is made up for it is sent as it is."""
import schemathesis


@schemathesis.serializer("application/x-ndjson")
def lines(ctx, value):
    return value.encode("utf-8", "surrogatepass") if isinstance(value, str) else repr(value).encode()
