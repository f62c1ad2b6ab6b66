namespace Provisioning.Vendors.Reseller;

/// <summary>How sender numbers rotate.</summary>
public enum ResellerRotationAlgorithm
{
    /// <summary><c>CONVERSATION</c></summary>
    Conversation,

    /// <summary><c>MAX_ROTATION</c>, the vendor's default.</summary>
    MaxRotation,
}

/// <summary>How a customer pays.</summary>
public enum ResellerBillingType
{
    /// <summary><c>PRE_PAID</c></summary>
    PrePaid,

    /// <summary><c>POST_PAID</c>, the vendor's default.</summary>
    PostPaid,
}
