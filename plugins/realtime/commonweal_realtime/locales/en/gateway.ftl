# What is wrong with a connection to the streams, or with what it says.

realtime-problem-malformed-frame-title = This frame cannot be read
realtime-problem-malformed-frame-detail = Send one JSON object as text, with a type that the description of the streams names, and only its fields.
realtime-problem-frame-too-large-title = This frame is too large
realtime-problem-frame-too-large-detail = A frame may have { $most } bytes. Send a smaller one.
realtime-problem-unknown-topic-title = There is no such topic
realtime-problem-unknown-topic-detail = There is no such topic, or you may not follow it. Correct its name, or connect as somebody who may.
realtime-problem-position-invalid-title = This is no position
realtime-problem-position-invalid-detail = Send the position of a frame that you received, as it was, or none.
realtime-problem-too-many-topics-title = Too many topics
realtime-problem-too-many-topics-detail =
    { $most ->
        [one] One connection may follow { $most } topic. Leave it first, or open another connection.
       *[other] One connection may follow { $most } topics. Leave one, or open another connection.
    }
realtime-problem-too-many-connections-title = Too many connections
realtime-problem-too-many-connections-detail =
    { $most ->
        [one] You may have { $most } connection at a time. Close it, and try again.
       *[other] You may have { $most } connections at a time. Close one, and try again.
    }
realtime-problem-too-fast-title = Too many frames
realtime-problem-too-fast-detail = You send frames faster than allowed. Connect again, and send them more slowly.
realtime-problem-too-slow-title = You read too slowly
realtime-problem-too-slow-detail = More waited for you than is kept. Connect again, and resume from your last position.
realtime-problem-stream-unavailable-title = There is no stream at the moment
realtime-problem-stream-unavailable-detail = No process that keeps streams answers. Try again in a few seconds.
realtime-problem-token-in-address-title = A token may not stand in the address
realtime-problem-token-in-address-detail = Addresses are logged and passed on. Send your token in the Authorization header, or in the first frame.
realtime-problem-upgrade-required-title = This address speaks WebSocket
realtime-problem-upgrade-required-detail = Open a WebSocket here, or use the address that ends in events or in poll.
